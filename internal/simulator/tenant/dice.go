package tenant

import (
	"encoding/hex"
	"math/bits"
)

// dice is a small deterministic source of choices (SplitMix64): one is made for each record from the seed, the
// kind of record and its number, so that any record can be made without those before it.
type dice struct{ state uint64 }

func newDice(seed uint64, kind string, number int) dice {
	d := dice{seed*0x9e3779b97f4a7c15 + 0x632be59bd9b4e019}
	for i := 0; i < len(kind); i++ {
		d.state = (d.state ^ uint64(kind[i])) * 0x100000001b3
	}
	d.state += uint64(number) * 0xd1342543de82ef95
	d.next()
	return d
}

func (d *dice) next() uint64 {
	d.state += 0x9e3779b97f4a7c15
	z := d.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns a number from 0 to n-1.
func (d *dice) below(n int) int {
	high, _ := bits.Mul64(d.next(), uint64(n))
	return int(high)
}

// unit returns a number from 0 up to, not including, 1.
func (d *dice) unit() float64 { return float64(d.next()>>11) / (1 << 53) }

// percent is true with the given chance in a hundred.
func (d *dice) percent(chance float64) bool { return d.unit()*100 < chance }

func (d *dice) bytes() (b [16]byte) {
	high, low := d.next(), d.next()
	for i := range 8 {
		b[i], b[8+i] = byte(high>>(8*i)), byte(low>>(8*i))
	}
	return b
}

// guid returns a random (version 4) GUID.
func (d *dice) guid() string {
	b := d.bytes()
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return formatGUID(b)
}

func (d *dice) hex(length int) string {
	text := ""
	for len(text) < length {
		b := d.bytes()
		text += hex.EncodeToString(b[:])
	}
	return text[:length]
}

func formatGUID(b [16]byte) string {
	var text [36]byte
	hex.Encode(text[0:], b[:4])
	hex.Encode(text[9:], b[4:6])
	hex.Encode(text[14:], b[6:8])
	hex.Encode(text[19:], b[8:10])
	hex.Encode(text[24:], b[10:])
	text[8], text[13], text[18], text[23] = '-', '-', '-', '-'
	return string(text[:])
}

func pick[T any](d *dice, list []T) T { return list[d.below(len(list))] }

// weighted is something chosen in proportion to its weight.
type weighted[T any] struct {
	weight int
	item   T
}

func pickWeighted[T any](d *dice, list []weighted[T]) T {
	total := 0
	for i := range list {
		total += list[i].weight
	}
	at := d.below(total)
	for i := range list {
		if at -= list[i].weight; at < 0 {
			return list[i].item
		}
	}
	return list[0].item
}
