/** Where anyone can check a certificate. It stands in printed codes, so it never changes. */
export const certificatesPage = 'events/certificate';
