// Package sharedtest finds the measuring data that lies beside the repository, for tests
// and benchmarks that need real news.
package sharedtest
