interface Comparison {
  readonly suffix: string;
  readonly operator: string;
  readonly commutator: string;
  readonly negator: string;
  /** Of the selectivity estimators. Source: manual of PostgreSQL 17, "Operator Optimization Information". */
  readonly estimators: string;
}

const comparisons: readonly Comparison[] = [
  { suffix: "lt", operator: "<", commutator: ">", negator: ">=", estimators: "scalarlt" },
  { suffix: "le", operator: "<=", commutator: ">=", negator: ">", estimators: "scalarle" },
  { suffix: "eq", operator: "=", commutator: "=", negator: "<>", estimators: "eq" },
  { suffix: "ne", operator: "<>", commutator: "<>", negator: "=", estimators: "neq" },
  { suffix: "ge", operator: ">=", commutator: "<=", negator: "<", estimators: "scalarge" },
  { suffix: "gt", operator: ">", commutator: "<", negator: "<=", estimators: "scalargt" },
];

function comparisonOf({ suffix, operator, commutator, negator, estimators }: Comparison): string {
  return `CREATE FUNCTION @name@_${suffix}(@name@, @name@)
    RETURNS boolean
    AS 'MODULE_PATHNAME', '@name@_${suffix}'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR ${operator} (
    LEFTARG = @name@,
    RIGHTARG = @name@,
    FUNCTION = @name@_${suffix},
    COMMUTATOR = ${commutator},
    NEGATOR = ${negator},
    RESTRICT = ${estimators}sel,
    JOIN = ${estimators}joinsel
);
`;
}

/** The installation script of a new type. */
export const typeScript = `CREATE TYPE @name@;

CREATE FUNCTION @name@_in(cstring)
    RETURNS @name@
    AS 'MODULE_PATHNAME', '@name@_in'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION @name@_out(@name@)
    RETURNS cstring
    AS 'MODULE_PATHNAME', '@name@_out'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE @name@ (
    INPUT = @name@_in,
    OUTPUT = @name@_out,
    INTERNALLENGTH = 16,
    ALIGNMENT = double
);

CREATE FUNCTION @name@_add(@name@, @name@)
    RETURNS @name@
    AS 'MODULE_PATHNAME', '@name@_add'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR + (
    LEFTARG = @name@,
    RIGHTARG = @name@,
    FUNCTION = @name@_add,
    COMMUTATOR = +
);

${comparisons.map((comparison) => comparisonOf(comparison)).join("\n")}
CREATE FUNCTION @name@_cmp(@name@, @name@)
    RETURNS integer
    AS 'MODULE_PATHNAME', '@name@_cmp'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR CLASS @name@_ops
    DEFAULT FOR TYPE @name@ USING btree AS
        OPERATOR 1 <,
        OPERATOR 2 <=,
        OPERATOR 3 =,
        OPERATOR 4 >=,
        OPERATOR 5 >,
        FUNCTION 1 @name@_cmp(@name@, @name@);
`;
