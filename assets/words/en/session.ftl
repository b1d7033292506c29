### Words of session
