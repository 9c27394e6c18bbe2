// A lock may name packages that it does not list; `npm ci` then refuses it, but only on the machine that needs them.

/** @param {{ packages: Record<string, any> }} lock @returns {string[]} one line for each package that is named but not listed */
export function missingFromLock({ packages }) {
  return Object.entries(packages).flatMap(([path, one]) =>
    Object.keys({ ...one.dependencies, ...one.optionalDependencies })
      .filter((name) => !isListed(packages, path, name))
      .map(
        (name) =>
          `${path || 'package.json'} needs ${name}, which package-lock.json does not list; run "npm install"`,
      ),
  );
}

/** As Node looks it up: in the package's own node_modules, then in those of the folders above. */
function isListed(packages, path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in packages) return true;
    if (at === '') return false;
  }
}
