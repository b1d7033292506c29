### Words of cli
