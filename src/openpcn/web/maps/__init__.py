"""Maps and the structure diagram: pages, drawings and the data behind them."""
