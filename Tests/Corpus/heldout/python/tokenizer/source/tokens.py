"""Splits expressions into tokens, and works them out."""

OPERATORS = {"+": 1, "-": 1, "*": 2, "/": 2}


def tokens(text):
    found, number = [], ""
    for letter in text + " ":
        if letter.isdigit() or letter == ".":
            number += letter
            continue
        if number:
            found.append(float(number))
            number = ""
        if letter in OPERATORS or letter in "()":
            found.append(letter)
        elif not letter.isspace():
            raise ValueError("unexpected %r" % letter)
    return found


def postfix(items):
    """The tokens in the order in which they are worked out."""
    output, stack = [], []
    for item in items:
        if isinstance(item, float):
            output.append(item)
        elif item == "(":
            stack.append(item)
        elif item == ")":
            while stack[-1] != "(":
                output.append(stack.pop())
            stack.pop()
        else:
            while stack and stack[-1] != "(" and OPERATORS[stack[-1]] >= OPERATORS[item]:
                output.append(stack.pop())
            stack.append(item)
    return output + stack[::-1]


def apply(operator, left, right):
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    if operator == "*":
        return left * right
    return left / right


def evaluate(text):
    stack = []
    for item in postfix(tokens(text)):
        if isinstance(item, float):
            stack.append(item)
        else:
            left = stack.pop()
            right = stack.pop()
            stack.append(apply(item, left, right))
    return stack.pop()
