const ui = SwaggerUIBundle({
  url: "/swagger.json",
  dom_id: "#swagger",
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: -1,
  displayRequestDuration: true,
  filter: true,
  operationsSorter: "alpha",
  persistAuthorization: false,
  validatorUrl: null,
});
if (document.body.dataset.client) {
  ui.initOAuth({ clientId: document.body.dataset.client });
}
