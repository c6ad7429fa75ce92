"""What pages say, without HTTP: each module gathers one part, ready to be written into a template."""
