"""The least a Streamlit page can do: one toggle, one line of text. Nothing can answer quicker."""

import streamlit as st

st.write("Lost" if st.toggle("Bases lost") else "Kept")
