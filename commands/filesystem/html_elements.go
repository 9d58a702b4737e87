package filesystem

import (
	"html"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// htmlElements finds the tags of a page that have one of the names. Each becomes an object with the tag's text
// (outerHTML), its name (tagName) and its attributes. Nothing of the page is run or fetched.
func htmlElements(page string, names ...string) []object.Value {
	var list []object.Value
	for {
		start := strings.IndexByte(page, '<')
		if start < 0 {
			return list
		}
		page = page[start:]
		if strings.HasPrefix(page, "<!--") {
			end := strings.Index(page, "-->")
			if end < 0 {
				return list
			}
			page = page[end:]
			continue
		}
		end := tagEnd(page)
		if end < 0 {
			return list
		}
		tag := page[:end]
		name := tagName(tag)
		for _, wanted := range names {
			if strings.EqualFold(name, wanted) {
				list = append(list, element(outerHTML(page, end, name), name, tag))
			}
		}
		page = page[end:]
	}
}

// tagEnd is where a tag ends, after its closing bracket; brackets within quotes do not count. It is -1 if there is no
// end.
func tagEnd(text string) int {
	quote := byte(0)
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return -1
}

func tagName(tag string) string {
	end := 1
	for end < len(tag) && !strings.ContainsRune(" \t\r\n/>", rune(tag[end])) {
		end++
	}
	return tag[1:end]
}

// outerHTML is an element up to its closing tag, if it has one.
func outerHTML(page string, end int, name string) string {
	if strings.EqualFold(name, "img") || strings.EqualFold(name, "input") {
		return page[:end]
	}
	closing := "</" + strings.ToLower(name) + ">"
	rest := page[end:min(len(page), end+1<<16)]
	if i := strings.Index(strings.ToLower(rest), closing); i >= 0 && i+len(closing) <= len(rest) {
		return page[:end] + rest[:i+len(closing)]
	}
	return page[:end]
}

// element makes an object of a tag.
func element(outer, name, tag string) object.Value {
	o := object.NewCustomObject(object.ShapeOf("outerHTML", "tagName"), []object.Value{outer, strings.ToUpper(name)})
	rest := strings.TrimRight(tag[1+len(name):len(tag)-1], "/ \t\r\n")
	for rest != "" {
		var key, value string
		if key, value, rest = attribute(rest); key != "" {
			o.Set(key, html.UnescapeString(value))
		}
	}
	return o
}

// attribute reads one attribute; it always takes something off a text that is not empty.
func attribute(text string) (key, value, rest string) {
	text = strings.TrimLeft(text, " \t\r\n/")
	end := strings.IndexAny(text, "= \t\r\n")
	if end < 0 {
		return text, "", ""
	}
	key = text[:end]
	text = strings.TrimLeft(text[end:], " \t\r\n")
	if !strings.HasPrefix(text, "=") {
		return key, "", text
	}
	text = strings.TrimLeft(text[1:], " \t\r\n")
	if text == "" {
		return key, "", ""
	}
	if quote := text[0]; quote == '"' || quote == '\'' {
		value, rest, _ = strings.Cut(text[1:], string(quote))
		return key, value, rest
	}
	end = strings.IndexAny(text, " \t\r\n")
	if end < 0 {
		return key, text, ""
	}
	return key, text[:end], text[end:]
}
