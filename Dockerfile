# The image of every process of the portal; docker-compose.yml says which script each container runs.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    SAMKLANG_ENV=production \
    WEB_HOST=0.0.0.0 \
    MEDIA_ROOT=/srv/media

RUN useradd --system --uid 10001 --create-home --shell /usr/sbin/nologin samklang \
    && install -d -o samklang -g samklang -m 700 /srv/media

WORKDIR /app

# What changes seldom comes first, so that a change of code does not install everything again.
COPY requirements.lock ./
COPY portal/bin/ portal/bin/
RUN portal/bin/setup libraries && rm -rf /var/lib/apt/lists/*

# The code stays root's: the portal can write to var and to its media, and to nothing else.
COPY . .
RUN portal/bin/setup image && chown -R samklang:samklang var

USER samklang
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["portal/bin/health", "web"]
CMD ["portal/bin/web"]
