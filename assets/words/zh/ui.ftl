### Words of ui
