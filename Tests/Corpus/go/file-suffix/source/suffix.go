package shop

import "strings"

func Suffix(name string) string {
	parts := strings.Split(name, ".")
	return parts[1]
}
