### Words of study
