### Words of data
