### Words of models
