package filesystem

import (
	"archive/zip"
	"compress/flate"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/partnershell/partnershell/internal/outfile"
	"github.com/partnershell/partnershell/shell/object"
)

// archiveFailure is an error of the archive commands.
func archiveFailure(class, id string, category object.ErrorCategory, target, format string, args ...any) error {
	return terminating{failure(class, id, category, target, format, args...)}
}

// archiveEntry is one file or folder to put into an archive.
type archiveEntry struct {
	path, name string // in the file system; in the archive, with slashes
	isFolder   bool
}

// entriesOf lists what a path puts into an archive: a folder with all that is in it, under its own name. Links are
// followed to files, not to folders.
func entriesOf(p place) ([]archiveEntry, error) {
	base := filepath.Dir(p.path)
	var list []archiveEntry
	err := filepath.WalkDir(p.path, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(base, path)
		if err != nil {
			return err
		}
		if e.Type()&fs.ModeSymlink != 0 && (files{}).isContainer(path) {
			return nil
		}
		list = append(list, archiveEntry{path, filepath.ToSlash(name), e.IsDir()})
		return nil
	})
	return list, err
}

// writeArchive writes an archive with the entries that are kept of an old one and new ones.
func writeArchive(ctx context.Context, to string, old *zip.Reader, entries []archiveEntry, level string) error {
	f, err := outfile.Create(to)
	if err != nil {
		return err
	}
	defer f.Abort()
	w := zip.NewWriter(f)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		if strings.EqualFold(level, "Fastest") {
			return flate.NewWriter(out, flate.BestSpeed)
		}
		return flate.NewWriter(out, flate.DefaultCompression)
	})
	replaced := map[string]bool{}
	for _, e := range entries {
		replaced[e.name], replaced[e.name+"/"] = true, true
	}
	if old != nil {
		for _, e := range old.File {
			if replaced[e.Name] {
				continue
			}
			if err := w.Copy(e); err != nil {
				return err
			}
		}
	}
	for _, e := range entries {
		if err := e.addTo(ctx, w, strings.EqualFold(level, "NoCompression")); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return f.Commit()
}

func (e archiveEntry) addTo(ctx context.Context, w *zip.Writer, stored bool) error {
	info, err := os.Stat(e.path)
	if err != nil {
		return err
	}
	header, err := zip.FileInfoHeader(info)
	if err != nil {
		return err
	}
	header.Name, header.Method = e.name, zip.Deflate
	if stored {
		header.Method = zip.Store
	}
	if e.isFolder {
		header.Name += "/"
		header.Method = zip.Store
		_, err := w.CreateHeader(header)
		return err
	}
	to, err := w.CreateHeader(header)
	if err != nil {
		return err
	}
	f, err := os.Open(e.path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(to, stoppable{ctx, f})
	return err
}

// maxExpansion is how many times larger than its archive's entry a file may be: more is an attack on the disk.
const maxExpansion = 2000

// extract writes one entry of an archive below a folder. Names that lead out of the folder are refused.
func extract(ctx context.Context, e *zip.File, folder string, force bool) (path string, err error) {
	name := filepath.FromSlash(strings.ReplaceAll(e.Name, `\`, "/"))
	path = filepath.Join(folder, name)
	if !filepath.IsLocal(strings.TrimSuffix(name, separator)) {
		return "", archiveFailure("System.IO.IOException", "InvalidArchiveEntry", object.InvalidData, e.Name,
			"The entry '%s' of the archive leads out of the destination folder.", e.Name)
	}
	if leadsOut(filepath.Dir(path), folder) {
		return "", archiveFailure("System.IO.IOException", "InvalidArchiveEntry", object.InvalidData, e.Name,
			"The entry '%s' of the archive leads out of the destination folder by a link.", e.Name)
	}
	if strings.HasSuffix(e.Name, "/") || strings.HasSuffix(e.Name, `\`) {
		return path, os.MkdirAll(path, 0o777)
	}
	if _, err := os.Lstat(path); err == nil && !force {
		return "", failure("System.IO.IOException", "ExpandArchiveFileExists", object.PermissionDenied, path,
			"Failed to create file '%s' while expanding the archive file contents as the file '%[1]s' already exists. "+
				"Use the -Force parameter if you want to overwrite the existing directory '%[1]s' contents when expanding the archive file.", path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return "", err
	}
	return path, extractFile(ctx, e, path)
}

// leadsOut reports whether an existing part of a path is a link that leads out of a folder.
func leadsOut(path, folder string) bool {
	for ; isBelow(path, folder); path = filepath.Dir(path) {
		real, err := filepath.EvalSymlinks(path)
		if err != nil {
			continue
		}
		base, err := filepath.EvalSymlinks(folder)
		return err != nil || real != base && !isBelow(real, base)
	}
	return false
}

func extractFile(ctx context.Context, e *zip.File, path string) error {
	if e.UncompressedSize64 > 1<<20 && e.UncompressedSize64/maxExpansion > e.CompressedSize64 {
		return failure("System.IO.InvalidDataException", "InvalidArchiveEntry", object.InvalidData, e.Name,
			"The entry '%s' of the archive expands to a suspicious size.", e.Name)
	}
	from, err := e.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	f, err := outfile.Create(path)
	if err != nil {
		return err
	}
	defer f.Abort()
	if _, err := io.Copy(f, stoppable{ctx, from}); err != nil {
		return err
	}
	if err := f.Commit(); err != nil {
		return err
	}
	_ = os.Chtimes(path, e.Modified, e.Modified) // a file system without times is no failure
	return nil
}
