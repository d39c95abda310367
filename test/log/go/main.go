// Reads what our log made and judges it with Go's own packages; answers with what Go makes of the same.
package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type proof struct {
	Size  int64       `json:"size"`
	Of    int64       `json:"of"` // the index of a leaf, or the smaller size
	Proof []tlog.Hash `json:"proof"`
}

type input struct {
	Key         string      `json:"key"`
	Note        string      `json:"note"`
	Witness     string      `json:"witness"`
	Secret      string      `json:"secret"`
	Entries     []string    `json:"entries"`
	Roots       []tlog.Hash `json:"roots"` // for 1, 2, 3 … leaves
	Inclusion   []proof     `json:"inclusion"`
	Consistency []proof     `json:"consistency"`
	Text        string      `json:"text"`
}

type output struct {
	Opened      string      `json:"opened"`
	Signers     []string    `json:"signers"`
	Signed      string      `json:"signed"` // the text, signed with our secret key
	Roots       int         `json:"roots"`
	Inclusion   int         `json:"inclusion"`
	Consistency int         `json:"consistency"`
	Key         string      `json:"key"` // made by Go
	Secret      string      `json:"secret"`
	Note        string      `json:"note"`
	Leaves      []tlog.Hash `json:"leaves"`
}

func main() {
	var in input
	check(json.NewDecoder(os.Stdin).Decode(&in))
	var out output

	verifier, err := note.NewVerifier(in.Key)
	check(err)
	opened, err := note.Open([]byte(in.Note), note.VerifierList(verifier, newCosignatureVerifier(in.Witness)))
	check(err)
	out.Opened = opened.Text
	for _, signature := range opened.Sigs {
		out.Signers = append(out.Signers, signature.Name)
	}

	signer, err := note.NewSigner(in.Secret)
	check(err)
	out.Signed = sign(in.Text, signer)

	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for at, index := range indexes {
			found[at] = stored[index]
		}
		return found, nil
	})
	for at, entry := range in.Entries {
		out.Leaves = append(out.Leaves, tlog.RecordHash([]byte(entry)))
		hashes, err := tlog.StoredHashes(int64(at), []byte(entry), reader)
		check(err)
		stored = append(stored, hashes...)
		root, err := tlog.TreeHash(int64(at+1), reader)
		check(err)
		if root != in.Roots[at] {
			check(fmt.Errorf("root of %d leaves: ours %v, Go's %v", at+1, in.Roots[at], root))
		}
		out.Roots++
	}

	for _, given := range in.Inclusion {
		leaf := tlog.RecordHash([]byte(in.Entries[given.Of]))
		check(tlog.CheckRecord(given.Proof, given.Size, in.Roots[given.Size-1], given.Of, leaf))
		made, err := tlog.ProveRecord(given.Size, given.Of, reader)
		check(err)
		same(given, made)
		out.Inclusion++
	}
	for _, given := range in.Consistency {
		check(tlog.CheckTree(given.Proof, given.Size, in.Roots[given.Size-1], given.Of, in.Roots[given.Of-1]))
		made, err := tlog.ProveTree(given.Size, given.Of, reader)
		check(err)
		same(given, made)
		out.Consistency++
	}

	out.Secret, out.Key, err = note.GenerateKey(rand.Reader, "go.example.org/log")
	check(err)
	own, err := note.NewSigner(out.Secret)
	check(err)
	out.Note = sign(in.Text, own)
	check(json.NewEncoder(os.Stdout).Encode(out))
}

// cosignatureVerifier is C2SP tlog-cosignature for Ed25519, which package note leaves to its users.
type cosignatureVerifier struct {
	name string
	key  ed25519.PublicKey
}

func newCosignatureVerifier(text string) cosignatureVerifier {
	parts := strings.SplitN(text, "+", 3)
	bytes, err := base64.StdEncoding.DecodeString(parts[2])
	check(err)
	if bytes[0] != 4 || len(bytes) != 33 {
		check(fmt.Errorf("not the key of a witness: %s", text))
	}
	verifier := cosignatureVerifier{parts[0], bytes[1:]}
	if fmt.Sprintf("%08x", verifier.KeyHash()) != parts[1] {
		check(fmt.Errorf("key id %s, Go's %08x", parts[1], verifier.KeyHash()))
	}
	return verifier
}

func (v cosignatureVerifier) Name() string { return v.name }

func (v cosignatureVerifier) KeyHash() uint32 {
	sum := sha256.Sum256(append([]byte(v.name+"\n\x04"), v.key...))
	return binary.BigEndian.Uint32(sum[:])
}

func (v cosignatureVerifier) Verify(message, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	head := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(signature))
	return ed25519.Verify(v.key, append([]byte(head), message...), signature[8:])
}

func sign(text string, signer note.Signer) string {
	signed, err := note.Sign(&note.Note{Text: text}, signer)
	check(err)
	return string(signed)
}

func same(given proof, made []tlog.Hash) {
	if len(given.Proof) != len(made) {
		check(fmt.Errorf("%d of %d: ours has %d hashes, Go's %d", given.Of, given.Size, len(given.Proof), len(made)))
	}
	for at := range made {
		if made[at] != given.Proof[at] {
			check(fmt.Errorf("%d of %d: hash %d differs", given.Of, given.Size, at))
		}
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
