/** Database role that owns everything in a dev Postgres. */
export const superuser = "postgres";
