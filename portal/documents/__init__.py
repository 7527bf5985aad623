"""PDF documents: rendered in a process of their own, stored privately."""
