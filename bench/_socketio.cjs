// Chat as the documentation of socket.io has it, with its Redis adapter: the peer of `messaging.py`.
// It saves one row in PostgreSQL for each message before it is told, asks no log-in and no right.
const { createServer } = require("http");
const { createAdapter } = require("@socket.io/redis-adapter");
const { Pool } = require("pg");
const { createClient } = require("redis");
const { Server } = require("socket.io");

const { PORT, POSTGRES_FOLDER, REDIS_PLACE } = process.env;
const pool = new Pool({ host: POSTGRES_FOLDER, user: "postgres", database: "postgres" });
const INSERT = {
  name: "keep",
  text: "INSERT INTO peer_message (room, client, body, written_at) VALUES ($1, $2, $3, now()) RETURNING id",
};

async function main() {
  await pool.query(
    "CREATE TABLE IF NOT EXISTS peer_message (id bigserial PRIMARY KEY, room bigint NOT NULL, client uuid NOT NULL," +
      " body text NOT NULL, written_at timestamptz NOT NULL)"
  );
  const publishing = createClient({ socket: { path: REDIS_PLACE } });
  const hearing = publishing.duplicate();
  await Promise.all([publishing.connect(), hearing.connect()]);
  const web = createServer();
  const io = new Server(web, { transports: ["websocket"], adapter: createAdapter(publishing, hearing) });
  io.on("connection", (socket) => {
    socket.on("hello", async ({ c }) => {
      await socket.join(String(c));
      socket.emit("welcome");
    });
    socket.on("send", async ({ c, client, body }) => {
      const kept = await pool.query({ ...INSERT, values: [c, client, body] });
      io.to(String(c)).emit("message", { id: kept.rows[0].id, c, client, html: `<p>${body}</p>` });
    });
  });
  web.listen(Number(PORT), "127.0.0.1");
}

main();
