// Package crf tags the words of a text with the kinds of name they are part of: the
// tokenizer, the features, the lexicon, the model and its trainer.
//
// The model is a linear-chain conditional random field (Lafferty, McCallum, Pereira 2001): each feature of a word has a weight per BIO
// tag, each pair of neighbouring tags has one, and Viterbi finds the best
// sequence. A word's features are itself, its shape and affixes, the two words before and after it,
// lists of first and last names, word clusters at three grains, and how the same word is written
// elsewhere in the document. After a first reading of a document, each word's scores are mixed
// with those of the same word at its other places, so that a document agrees with itself.
//
// Model and Lexicon are read-only after loading and safe for concurrent use; a Decoder is not.
package crf
