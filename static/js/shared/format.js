// Numbers and dates as Chile writes them: 1.911,70 and 31-08-2020.

export const UNKNOWN = "S/I";

const formatters = new Map();

export function number(value, { decimals = 4, exact = false } = {}) {
  if (value === null || value === undefined || Number.isNaN(value)) return UNKNOWN;
  const key = `${decimals}/${exact}`;
  if (!formatters.has(key)) {
    const options = { useGrouping: "always", maximumFractionDigits: decimals };
    formatters.set(
      key,
      new Intl.NumberFormat("es-CL", exact ? { ...options, minimumFractionDigits: decimals } : options),
    );
  }
  return formatters.get(key).format(value);
}

export function percent(fraction) {
  return fraction === null || fraction === undefined
    ? UNKNOWN
    : `${number(fraction * 100, { decimals: 2, exact: true })} %`;
}

export function pesos(amount) {
  return amount === null || amount === undefined ? UNKNOWN : `$${number(Number(amount), { decimals: 0 })}`;
}

// "2020-08-31" → "31-08-2020"
export function date(iso) {
  return /^\d{4}-\d{2}-\d{2}/.test(iso ?? "") ? iso.slice(0, 10).split("-").reverse().join("-") : UNKNOWN;
}

// "2020-03" → "3/2020"
export function month(iso) {
  const [year, monthNumber] = iso.split("-");
  return `${Number(monthNumber)}/${year}`;
}

// As measured on the map: 96,3 m; 1,254 km.
export function length(metres) {
  return metres < 1000
    ? `${number(metres, { decimals: 1, exact: true })} m`
    : `${number(metres / 1000, { decimals: 3, exact: true })} km`;
}

export function distance(metres) {
  return metres < 1000
    ? `${number(metres, { decimals: 0 })} m`
    : `${number(metres / 1000, { decimals: 1, exact: true })} km`;
}
