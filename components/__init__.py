"""The Streamlit and folium side: panes that draw what `geo` computes."""
