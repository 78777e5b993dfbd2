// Package when reads dates as programs and people write them: ISO 8601, mail headers, epoch seconds, and the words of
// some seventy languages ("30. Januar 2025, 10:15 Uhr", "2025年1月30日", "منذ 3 ساعات").
//
// [Parse] reads a text that is nothing but a date; [Find] finds the dates in a running text, with what they are said to be
// of (publication or change). Neither invents anything: a date without a year is none, one whose day and month
// could be exchanged is none unless the language decides, and "3 hours ago" means nothing without the moment that it was
// said. Time zones stay as written; a time without one is UTC.
//
// The names of months and days are those of Unicode CLDR (data/names.txt, written by gennames); data/words.txt has what CLDR
// lacks. Both are read at the first use, so that a program that reads no dates pays nothing.
package when
