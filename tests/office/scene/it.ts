/** A test with an office of its own, so that stories which mostly wait can be told side by side. */
import { test } from "vitest";
import { Mosquitto } from "../../../hub/broker/mosquitto.ts";
import { Scene } from "./scene.ts";
import { SmallDisk } from "./small-disk.ts";

interface Story {
  readonly scene: Scene;
  /** The broker of the scene, from its first start on. */
  readonly mosquitto: Mosquitto;
  /** To be filled. */
  readonly disk: SmallDisk;
}

export const it = test.extend<Story>({
  scene: async ({ task: _task }, use) => {
    const scene = await Scene.open();
    try {
      await use(scene);
    } finally {
      await scene.close();
    }
  },
  mosquitto: async ({ scene }, use) => {
    const mosquitto = await Mosquitto.started();
    scene.atEnd(() => mosquitto.remove());
    scene.externalBroker = `mqtt://127.0.0.1:${mosquitto.port}`;
    await use(mosquitto);
  },
  disk: async ({ scene }, use) => {
    const disk = SmallDisk.made(scene.folder);
    scene.atEnd(() => disk.remove());
    await use(disk);
  },
});
