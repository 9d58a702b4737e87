package tenant

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
)

// WriteFolder writes a tenant as the files that ReadFolder reads. The folder is made when it is missing; files
// already in it are overwritten, none is removed. Sign-ins are written as they are made, one at a time.
func (t *Tenant) WriteFolder(dir string) error {
	header := row.Must(object{"tenantId": t.Directory.ID, "defaultDomain": t.Directory.Domain,
		"account": t.Account,
		"now":     t.Now.Format(time.RFC3339Nano), "clientId": t.ClientID})
	if err := writeFile(dir, "tenant", func(w *bufio.Writer) { w.Write(header) }); err != nil {
		return err
	}
	if err := t.Directory.write(dir); err != nil {
		return err
	}
	for _, document := range t.PartnerCenter {
		if err := document.write(filepath.Join(dir, "partnercenter", "v1")); err != nil {
			return err
		}
	}
	for _, id := range t.CustomerIDs() {
		if err := t.Customers[id].write(filepath.Join(dir, "customers", id)); err != nil {
			return err
		}
	}
	return nil
}

func (d *Directory) write(dir string) error {
	d.fill()
	for v, documents := range d.documents {
		for _, document := range documents {
			if err := document.write(filepath.Join(dir, string(v))); err != nil {
				return err
			}
		}
	}
	return writeFile(filepath.Join(dir, string(beta)), "auditLogs/signIns", func(w *bufio.Writer) {
		writeRows(w, d.SignIns.Len(), d.SignIns.Row)
	})
}

func (d *Document) write(dir string) error {
	return writeFile(dir, d.Path, func(w *bufio.Writer) {
		switch {
		case d.Failure != nil:
			fmt.Fprintf(w, `{"@error":{"status":%d,"body":%s}}`, d.Failure.Status, d.Failure.Body)
		case d.Object != nil:
			w.Write(d.Object)
		default:
			rows := d.Rows()
			writeRows(w, len(rows), func(i int) row.Row { return rows[i] })
		}
	})
}

// writeRows writes a collection, one row a line.
func writeRows(w *bufio.Writer, count int, at func(i int) row.Row) {
	w.WriteString(`{"value":[`)
	for i := range count {
		if i > 0 {
			w.WriteByte(',')
		}
		w.WriteByte('\n')
		w.Write(at(i))
	}
	w.WriteString("\n]}")
}

// writeFile writes one JSON file; a write error is kept by the buffer and comes out when it is flushed.
func writeFile(dir, path string, write func(w *bufio.Writer)) (err error) {
	name := filepath.Join(dir, filepath.FromSlash(path)+".json")
	if strings.Contains(path, "..") {
		return fmt.Errorf("tenant: will not write to %q", path)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<16)
	write(w)
	w.WriteByte('\n')
	err = w.Flush()
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}
