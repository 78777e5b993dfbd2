// Package access keeps the keys that let programs elsewhere change something: issued once, kept only as a hash, revocable.
//
// A key reads dl_ID_SECRET: ID is eight letters and digits by which lists and the database name the key, SECRET
// 32 random bytes in base32. Only SHA-256 of the whole key is stored. A slow hash such as bcrypt is for passwords, which can
// be guessed; 256 random bits cannot, and a slow hash would only slow down each request.
package access
