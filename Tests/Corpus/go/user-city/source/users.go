package shop

type Address struct {
	City string
}

type User struct {
	Name    string
	Address *Address
}

func City(user *User) string {
	return user.Address.City
}
