# The app and nothing else, as an account without rights; the store is the one place it writes to.
FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    SURVEY_STORE=/store \
    SURVEY_LOG=json

WORKDIR /app
COPY requirements.txt requirements-sign-in.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt -r requirements-sign-in.txt \
    && useradd --system --uid 10001 --no-create-home survey \
    && install -d -o survey -m 700 /store
COPY analysis analysis
COPY data data
COPY pages pages
COPY .streamlit/config.toml .streamlit/config.toml
COPY app.py LICENSE ./

USER 10001
VOLUME /store
EXPOSE 8501
HEALTHCHECK --start-period=60s CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ.get('PORT', '8501') + '/api/health', timeout=5)"]
# It listens at PORT where a platform sets that, else at 8501. Other commands: --entrypoint python.
ENTRYPOINT ["python", "-m", "data", "run", "--address", "0.0.0.0"]
