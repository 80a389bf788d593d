"""From what-if to what-to-do: drivers, break-even, the value of measuring, best rules, the futures in which they lose."""
