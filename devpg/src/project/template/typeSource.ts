const comparisons = [
  ["lt", "<"],
  ["le", "<="],
  ["eq", "=="],
  ["ne", "!="],
  ["ge", ">="],
  ["gt", ">"],
] as const;

function comparison(suffix: string, operator: string): string {
  return `PG_FUNCTION_INFO_V1(@name@_${suffix});

Datum
@name@_${suffix}(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(PG_GETARG_VECTOR(0), PG_GETARG_VECTOR(1)) ${operator} 0);
}
`;
}

/** The C source of a new type. */
export const typeSource = `/*
 * @name@.c: the type @name@, a vector in the plane, written as (x,y).
 *
 * It is passed by reference and has a fixed length of 16 bytes.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/float.h"

PG_MODULE_MAGIC;

typedef struct Vector
{
	float8		x;
	float8		y;
} Vector;

#define DatumGetVector(X) ((Vector *) DatumGetPointer(X))
#define PG_GETARG_VECTOR(n) DatumGetVector(PG_GETARG_DATUM(n))

PG_FUNCTION_INFO_V1(@name@_in);

Datum
@name@_in(PG_FUNCTION_ARGS)
{
	char	   *str = PG_GETARG_CSTRING(0);
	Vector	   *vector = palloc(sizeof(Vector));
	int			end = 0;

	if (sscanf(str, " ( %lf , %lf ) %n", &vector->x, &vector->y, &end) != 2 ||
		end == 0 || str[end] != '\\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \\"%s\\"", "@name@", str)));
	PG_RETURN_POINTER(vector);
}

PG_FUNCTION_INFO_V1(@name@_out);

Datum
@name@_out(PG_FUNCTION_ARGS)
{
	Vector	   *vector = PG_GETARG_VECTOR(0);
	char	   *x = float8out_internal(vector->x);
	char	   *y = float8out_internal(vector->y);

	PG_RETURN_CSTRING(psprintf("(%s,%s)", x, y));
}

PG_FUNCTION_INFO_V1(@name@_add);

Datum
@name@_add(PG_FUNCTION_ARGS)
{
	Vector	   *a = PG_GETARG_VECTOR(0);
	Vector	   *b = PG_GETARG_VECTOR(1);
	Vector	   *sum = palloc(sizeof(Vector));

	sum->x = float8_pl(a->x, b->x);
	sum->y = float8_pl(a->y, b->y);
	PG_RETURN_POINTER(sum);
}

/* First by x, then by y; NaN is greater than everything else. */
static int
compare(const Vector *a, const Vector *b)
{
	int			order = float8_cmp_internal(a->x, b->x);

	return order != 0 ? order : float8_cmp_internal(a->y, b->y);
}

${comparisons.map(([suffix, operator]) => comparison(suffix, operator)).join("\n")}
PG_FUNCTION_INFO_V1(@name@_cmp);

Datum
@name@_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare(PG_GETARG_VECTOR(0), PG_GETARG_VECTOR(1)));
}
`;
