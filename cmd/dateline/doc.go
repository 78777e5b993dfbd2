// Command dateline imports news articles, finds the people, countries and sums of
// money in them, and searches them in a browser, over JSON and on the command line.
//
// The program is a value: run takes its arguments and streams, so that tests start
// the real thing in-process. wire.go is the only place that names implementations;
// each subcommand has a file of its own.
package main
