### Words of export
