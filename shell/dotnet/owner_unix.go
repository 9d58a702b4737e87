//go:build !windows

package dotnet

import (
	"io/fs"
	"os/user"
	"strconv"
	"sync"
	"syscall"

	"github.com/partnershell/partnershell/shell/object"
)

// userNames and groupNames keep the names of numbers: a listing asks for the same few again and again.
var userNames, groupNames sync.Map

// ownerOf names the user and the group that a file belongs to; $null where that is not known.
func ownerOf(info fs.FileInfo) (owner, group object.Value) {
	if info == nil {
		return nil, nil
	}
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return nil, nil
	}
	return cachedName(&userNames, st.Uid, func(id string) (string, error) {
			u, err := user.LookupId(id)
			if err != nil {
				return "", err
			}
			return u.Username, nil
		}), cachedName(&groupNames, st.Gid, func(id string) (string, error) {
			g, err := user.LookupGroupId(id)
			if err != nil {
				return "", err
			}
			return g.Name, nil
		})
}

// cachedName is the name of a number; a number without a name stands for itself.
func cachedName(names *sync.Map, number uint32, find func(id string) (string, error)) object.Value {
	if name, ok := names.Load(number); ok {
		return name
	}
	id := strconv.FormatUint(uint64(number), 10)
	name, err := find(id)
	if err != nil {
		name = id
	}
	names.Store(number, name)
	return name
}
