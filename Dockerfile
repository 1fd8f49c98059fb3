# The bot as an image: built with the locked versions, run without tools for building and without rights.
ARG NODE=24

FROM node:${NODE}-bookworm AS build
WORKDIR /build
COPY package.json package-lock.json ./
# The own scripts of the project need its sources; SQLite is the only package that is compiled.
RUN npm ci --ignore-scripts --no-audit --no-fund && npm rebuild better-sqlite3
COPY . .
RUN npm run -s build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund
RUN mkdir /app && cp -r LICENSE README.md package.json bin dist docs node_modules /app && rm -r /app/dist/scripts

FROM node:${NODE}-bookworm-slim
COPY --from=build /app /opt/mudhif
RUN ln -s /opt/mudhif/bin/mudhif.js /usr/local/bin/mudhif && install -d -o node -g node -m 0700 /data
# All addresses inside the container; compose.yaml publishes the port on 127.0.0.1 only.
ENV NODE_ENV=production DATA_DIR=/data DATABASE_URL=sqlite:/data/mudhif.db HTTP_HOST=0.0.0.0 HTTP_PORT=3000
USER node
WORKDIR /data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --start-interval=2s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["mudhif"]
CMD ["start", "--web"]
