// Package memindex is the plain index.Engine: documents in memory, every query
// answered by looking at each of them.
//
// It is slow on purpose. It is the truth that other engines are compared with in
// indextest, and serves small collections in tests; nothing survives the process.
package memindex
