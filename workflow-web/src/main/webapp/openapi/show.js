// The browser sends the login of this page along; there is nothing to be asked or remembered here.
SwaggerUIBundle({
  url: "../api/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
