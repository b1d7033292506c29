### Words of chart
