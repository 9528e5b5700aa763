"""The system's proxy setting: pointed at our PAC file, and put back."""
