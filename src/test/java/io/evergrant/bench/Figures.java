package io.evergrant.bench;

import net.minidev.json.JSONObject;

/** What a scenario found out. */
interface Figures {
  JSONObject toJson();

  String inWords();
}
