"""Advice on what is hard to read: on finished pages, each remark where its sentence was written, or on any file. It refuses nothing."""
