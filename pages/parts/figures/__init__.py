"""Pictures of published numbers: Plotly only, no Streamlit, no statistics."""
