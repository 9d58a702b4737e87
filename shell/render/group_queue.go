package render

import "time"

// groupQueue holds the packets of a group back until it is known how wide its columns must be: to the end of the
// group with -AutoSize, else for as long as collectFor or collectRows allow. Once a formatter has one it keeps it, as
// PowerShell does: later documents with widths of their own are measured too.
type groupQueue struct {
	f          *Formatter
	whole      bool // collect whole groups
	collecting bool
	until      time.Time
	packets    []Packet
}

// collectTime is how long PowerShell lets a table collect rows before it decides on the widths.
const collectTime = 300 * time.Millisecond

// collectRows bounds the memory that a fast stream of rows takes within collectTime; PowerShell gets to fewer.
const collectRows = 10_000

// widthHint is what the collected packets say about widths.
type widthHint struct {
	columns []int // of a table
	entry   int   // the widest of a wide layout
}

// collectFor sets the queue up for a document.
func (f *Formatter) collectFor(start *formatStart) {
	if start.autoSize || start.shape == TableShape && len(start.columns) > 0 && start.columns[0].width == 0 {
		f.queue = &groupQueue{f: f, whole: start.autoSize}
	}
}

// add takes a packet and shows what can be shown.
func (q *groupQueue) add(p Packet) error {
	_, isStart := p.(*groupStart)
	switch {
	case !q.collecting && isStart:
		q.collecting = true
		if !q.whole {
			q.until = q.f.opts.now().Add(collectTime)
		}
		q.packets = append(q.packets, p)
		return nil
	case !q.collecting:
		return q.f.show(p)
	}
	q.packets = append(q.packets, p)
	if _, isEnd := p.(*groupEnd); !isEnd && !q.full() {
		return nil
	}
	q.f.hint = q.f.measure(q.packets)
	return q.release()
}

func (q *groupQueue) full() bool {
	return !q.whole && (len(q.packets) >= collectRows || q.f.opts.now().After(q.until))
}

// release shows the packets that were held back.
func (q *groupQueue) release() error {
	packets := q.packets
	q.packets, q.collecting = nil, false
	for i, p := range packets {
		packets[i] = nil
		if err := q.f.show(p); err != nil {
			return err
		}
	}
	return nil
}

// drain shows what is still held back.
func (f *Formatter) drain() error {
	if f.queue == nil || !f.queue.collecting {
		return nil
	}
	return f.queue.release()
}

// measure is the width hint of a group's packets; nil if its shape needs none.
func (f *Formatter) measure(packets []Packet) *widthHint {
	switch {
	case f.start.shape == TableShape && len(f.start.columns) > 0:
		return f.measureTable(packets)
	case f.start.shape == WideShape && f.start.wideColumns == 0:
		return f.measureWide(packets)
	}
	return nil
}

func (f *Formatter) measureTable(packets []Packet) *widthHint {
	widths := make([]int, len(f.start.columns))
	for i, c := range f.start.columns {
		widths[i] = f.width(c.label)
	}
	for _, p := range packets {
		e, ok := p.(*entry)
		if !ok || e.outOfBand {
			continue
		}
		for i, c := range e.cells[:min(len(e.cells), len(widths))] {
			widths[i] = max(widths[i], f.width(c.text))
		}
	}
	return &widthHint{columns: widths}
}

func (f *Formatter) measureWide(packets []Packet) *widthHint {
	hint := &widthHint{}
	for _, p := range packets {
		if e, ok := p.(*entry); ok && !e.outOfBand {
			hint.entry = max(hint.entry, f.width(e.text))
		}
	}
	return hint
}
