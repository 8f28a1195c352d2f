/** A board at the far end of the wire, in its own process: says when each message reached it, by the machine's monotonic clock. */
import { Socket } from "node:net";
import mqtt from "mqtt";

const [address, topic, clientId] = process.argv.slice(2) as [string, string, string];
const client = await mqtt.connectAsync(address, { clientId, protocolVersion: 4, clean: true });
if (client.stream instanceof Socket) client.stream.setNoDelay(true);
client.on("message", () => process.send?.(process.hrtime.bigint().toString()));
await client.subscribeAsync(topic, { qos: 1 });
process.send?.("ready");
process.on("disconnect", () => process.exit(0));
