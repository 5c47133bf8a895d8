"""dragoman reads many accounts of a political crisis and builds one sourced case from them."""

__version__ = "0.1.0"
