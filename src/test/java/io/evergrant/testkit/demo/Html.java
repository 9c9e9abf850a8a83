package io.evergrant.testkit.demo;

/** The frame that all pages share. */
final class Html {
  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  static String page(String title, String content) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s · Demo provider</title>
    <link rel="stylesheet" href="/demo.css">
    <link rel="icon" href="/demo.svg" type="image/svg+xml">
    </head>
    <body>
    <header><a class="brand" href="/">Demo provider</a> <span class="tag">for tests and first steps</span></header>
    <main>
    <h1>%s</h1>
    %s
    </main>
    </body>
    </html>
    """
        .formatted(escape(title), escape(title), content);
  }

  static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
        .formatted(escape(name), escape(value));
  }
}
