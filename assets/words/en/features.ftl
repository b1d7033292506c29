### Words of features
