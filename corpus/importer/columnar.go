package importer

import (
	"cmp"
	"slices"
	"strconv"
)

// A table as JSON, column by column, as data frames are written:
//
//	{"title": {"0": "One", "1": "Two"}, "text": {"0": "…", "1": "…"}}
//	{"title": ["One", "Two"], "text": ["…", "…"]}

// rowsOf returns the rows of an object that is a table by columns which look like an article's, or none.
func rowsOf(values map[string]any, m mapping) []map[string]any {
	cells := make(map[string]map[string]any, len(values))
	var index []string
	for name, v := range values {
		column := cellsOf(v)
		if column == nil || index != nil && len(column) != len(index) {
			return nil
		}
		if index == nil {
			for key := range column {
				index = append(index, key)
			}
		}
		cells[name] = column
	}
	if len(cells) < 2 || !m.articlePaths(sortedByValue(values)) {
		return nil
	}
	slices.SortFunc(index, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	rows := make([]map[string]any, 0, len(index))
	for _, key := range index {
		row := make(map[string]any, len(cells))
		for name, column := range cells {
			cell, ok := column[key]
			if !ok {
				return nil
			}
			row[name] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// cellsOf returns the cells of a column by their index, nil if v is none: at least two words or numbers in an array, or one in an
// object.
func cellsOf(v any) map[string]any {
	cells := make(map[string]any)
	switch v := v.(type) {
	case map[string]any:
		cells = v
	case []any:
		if len(v) < 2 {
			return nil
		}
		for i, cell := range v {
			cells[strconv.Itoa(i)] = cell
		}
	}
	for _, cell := range cells {
		switch cell.(type) {
		case map[string]any, []any:
			return nil
		}
	}
	if len(cells) == 0 {
		return nil
	}
	return cells
}
