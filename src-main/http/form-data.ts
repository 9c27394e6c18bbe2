/** In the bundles, what axios takes for forms in place of its own package, which brings a table of all media types. */
export default FormData;
