"""The classroom: predict, then reveal; how it is worked out; the glossary."""
